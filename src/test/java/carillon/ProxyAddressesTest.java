package carillon;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.cluster.Directories;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the proxies' configurations let through is what the application has for its clients, and nothing else. */
public class ProxyAddressesTest {

    /** What the application serves to operators and Prometheus, who ask the nodes themselves. */
    private static final List<String> NOT_FOR_CLIENTS = List.of("/ops/drain", "/metrics");

    /** Addresses that no proxy passes on. */
    public static final List<String> HOSTILE = List.of("/", "//", "/metrics", "/openapi", "/openapi/ui", "/health", "/health/ready", "/management", "/__asadmin/", "/console", "/favicon.ico",
            "//metrics", "/carillon//metrics", "//carillon/metrics", "/carillon/metrics", "/carillon/metrics/", "/carillon/ops", "/carillon/ops/drain", "/carillon/ops/drain/", "/carillon/./metrics",
            "/carillon/../metrics", "/carillon/../health", "/carillon/ws/../metrics", "/carillon/ws/..", "/carillon/ws/.", "/carillon/ws/../ops/drain", "/carillon/ws/", "/carillon/ws/a/b", "/carillon/ws/a..b",
            "/carillon/%6detrics", "/carillon/%6Detrics", "/carillon%2fmetrics", "/carillon/%2e%2e/metrics", "/carillon/ws/%2e%2e", "/carillon/ws/%2e%2e%2fmetrics", "/carillon/ws/%zz", "/carillon/..;/metrics",
            "/carillon/;x/metrics", "/carillon/metrics;x", "/carillon;x/metrics", "/carillon/ws;x", "/carillon/ws/news;x", "/carillon/events;x", "/Carillon/metrics", "/carillon/METRICS", "/CARILLON/ws", "/carillon/WS",
            "/carillon/ops%2fdrain", "/carillon/js/../ops/drain", "/carillon/js/", "/carillon/js", "/carillon/WEB-INF/web.xml", "/carillon/web-inf/web.xml", "/carillon/META-INF/MANIFEST.MF", "/carillon/js/..%2fWEB-INF/web.xml",
            "/carillon\\metrics", "/carillon/\\metrics", "/carillon/ws\\..\\metrics", "/carillon/health", "/carillon/health/", "/carillon/health/ready/", "/carillon/health/ready;x", "/carillon/health/..", "/carillonx",
            "/x/carillon/ws", "http://127.0.0.1/metrics", "http://127.0.0.1/carillon/metrics", "/carillon/client/link.js", "/carillon/carillon.jsp", "/carillon/index.html/", "/carillon/%00", "/carillon/ws/\u00e4",
            "/carillon/metrics#/carillon/ws", "/carillon/metrics%3f/carillon/ws", "/carillon/ws#", "/carillon/ws%3f", "/carillon/publish/", "/carillon/publish%20", "/carillon/history.");

    /** A configuration, and which addresses it lets through. */
    enum Proxy {

        HAPROXY("haproxy/carillon.cfg", "acl served path (.*?) *(#.*)?") {
            @Override
            Predicate<String> rule(String text) {
                if (text.startsWith("-m reg ")) {
                    return Pattern.compile(text.substring("-m reg ".length())).asPredicate();
                }
                List<String> paths = List.of(text.split(" +"));
                return paths::contains;
            }
        },

        NGINX("nginx/carillon.conf", "\"~(.*)\" 1; *(#.*)?") {
            @Override
            Predicate<String> rule(String text) {
                return Pattern.compile(text).asPredicate();
            }
        };

        private final String file;
        private final Pattern line;

        Proxy(String file, String line) {
            this.file = file;
            this.line = Pattern.compile(line);
        }

        abstract Predicate<String> rule(String text);

        Predicate<String> served() throws IOException {
            List<Predicate<String>> rules = Files.readString(Directories.project().resolve("server-config").resolve(file)).lines().map(String::trim).map(line::matcher).filter(Matcher::matches)
                    .map(matcher -> rule(matcher.group(1))).toList();
            assertThat(rules).as("rules in " + file).hasSizeGreaterThan(4);
            return path -> rules.stream().anyMatch(rule -> rule.test(path));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachPageIsLetThrough(Proxy proxy) throws IOException {
        List<String> pages = pages();
        Predicate<String> served = proxy.served();
        assertThat(pages).contains("/carillon/", "/carillon/carillon.js", "/carillon/examples/portal.html", "/carillon/js/main.js");
        assertThat(pages).filteredOn(served.negate()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachDoorOfClientsIsLetThroughAndNoOther(Proxy proxy) throws IOException {
        List<String> doors = doors();
        Predicate<String> served = proxy.served();
        assertThat(doors).contains("/ws", "/ws/news", "/events", "/publish", "/history", "/health/ready", "/metrics", "/ops/drain");
        assertThat(doors).filteredOn(door -> served.test("/carillon" + door)).containsExactlyInAnyOrderElementsOf(doors.stream().filter(door -> !NOT_FOR_CLIENTS.contains(door)).toList());
    }

    @ParameterizedTest
    @EnumSource
    void otherSpellingsAndWhatElseAServerHasAreNot(Proxy proxy) throws IOException {
        assertThat(HOSTILE).filteredOn(proxy.served()).isEmpty();
    }

    /** The files of the application, and those that its build makes. */
    private static List<String> pages() throws IOException {
        java.nio.file.Path webapp = Directories.project().resolve("src/main/webapp");
        try (Stream<java.nio.file.Path> files = Files.walk(webapp)) {
            Stream<String> static_ = files.filter(Files::isRegularFile).map(file -> webapp.relativize(file).toString()).filter(name -> !name.startsWith("WEB-INF/") && !name.startsWith("client/"));
            return Stream.concat(Stream.of("", "carillon-shared.js", "carillon.global.js"), static_).map(name -> "/carillon/" + name).toList();
        }
    }

    /** The addresses of all servlets, endpoints and resources, below the application's root. */
    private static List<String> doors() {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("carillon");
        List<String> doors = new ArrayList<>();
        for (JavaClass one : classes) {
            one.tryGetAnnotationOfType(WebServlet.class).ifPresent(servlet -> doors.addAll(List.of(servlet.urlPatterns())));
            one.tryGetAnnotationOfType(ServerEndpoint.class).ifPresent(endpoint -> doors.add(endpoint.value().replace("{channel}", "news")));
            one.tryGetAnnotationOfType(ApplicationPath.class).ifPresent(application -> doors.addAll(resources("/" + application.value(), one.reflect())));
        }
        return doors;
    }

    private static List<String> resources(String root, Class<?> application) {
        try {
            return ((Application) application.getConstructor().newInstance()).getClasses().stream().flatMap(resource -> methods(root, resource)).distinct().toList();
        } catch (ReflectiveOperationException failed) {
            throw new AssertionError(failed);
        }
    }

    private static Stream<String> methods(String root, Class<?> resource) {
        String path = joined(root, resource.getAnnotation(Path.class));
        return Arrays.stream(resource.getDeclaredMethods()).filter(ProxyAddressesTest::answers).map(method -> joined(path, method.getAnnotation(Path.class)));
    }

    private static boolean answers(Method method) {
        return Arrays.stream(method.getAnnotations()).anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class));
    }

    private static String joined(String root, Path path) {
        return path == null || path.value().equals("/") ? root : root + "/" + path.value();
    }
}
