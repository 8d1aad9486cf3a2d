package carillon.bench.rig;

import carillon.bench.naive.NaiveEndpoint;
import carillon.bench.naive.NaiveListener;
import carillon.bench.naive.NaiveProbe;
import carillon.bench.naive.NaivePublisher;
import carillon.cluster.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The naive loop as a WAR, and how a node runs it: the same server and the same files as Carillon's node, another WAR. */
final class NaiveWar {

    private static final String LISTENER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE glassfish-ejb-jar PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 EJB 3.1//EN"
                "http://glassfish.org/dtds/glassfish-ejb-jar_3_1-1.dtd">
            <glassfish-ejb-jar><enterprise-beans><ejb><ejb-name>NaiveListener</ejb-name>
              <mdb-resource-adapter><resource-adapter-mid>activemq-rar</resource-adapter-mid></mdb-resource-adapter>
            </ejb></enterprise-beans></glassfish-ejb-jar>
            """;
    private static final String CONTEXT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
                "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app><context-root>/carillon</context-root></glassfish-web-app>
            """;
    private static final String ALL_BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="all"/>
            """;
    private static final String RAR_OF_THE_NODE = "${com.sun.aas.instanceRoot}/config/activemq-rar.rar";

    private NaiveWar() {
    }

    /** What a node's JVM is to run. Makes the files. */
    static String[] program() {
        Path directory = Directories.build().resolve("bench/naive");
        Path payara = Directories.build().resolve("payara-micro/payara-micro.jar");
        try {
            Files.createDirectories(directory);
            Path war = directory.resolve("naive.war");
            war().as(ZipExporter.class).exportTo(war.toFile(), true);
            return new String[] {"-jar", payara.toString(), "--nohazelcast", "--disablephonehome", "--deploy", war.toString(),
                "--prebootcommandfile", config("pre-boot.asadmin").toString(), "--postbootcommandfile", postBoot(directory).toString(),
                "--postdeploycommandfile", config("post-deploy.asadmin").toString()};
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "naive.war").addClasses(NaiveEndpoint.class, NaiveListener.class, NaiveProbe.class, NaivePublisher.class)
                .addAsWebInfResource(new StringAsset(ALL_BEANS), "beans.xml")
                .addAsWebInfResource(new StringAsset(LISTENER), "glassfish-ejb-jar.xml")
                .addAsWebInfResource(new StringAsset(CONTEXT), "glassfish-web.xml");
    }

    private static Path config(String file) {
        return Directories.project().resolve("server-config/payara-micro").resolve(file);
    }

    /** The adapter is no part of this node: it is where the build left it. */
    private static Path postBoot(Path directory) throws IOException {
        String commands = Files.readString(config("post-boot.asadmin"))
                .replace(RAR_OF_THE_NODE, Directories.build().resolve("activemq-rar.rar").toString());
        return Files.writeString(directory.resolve("post-boot.asadmin"), commands);
    }
}
