package carillon.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The programs for which {@code server-config} has files, and how each is given other ports than those in the files. */
enum LoadBalancer {

    HAPROXY("haproxy", "haproxy") {
        @Override
        List<String> prepare(Balancer balancer, List<String> nodes) {
            for (int n = 1; n <= nodes.size(); n++) {
                balancer.environment().put("CARILLON_NODE_" + n, nodes.get(n - 1));
            }
            balancer.environment().put("CARILLON_UNPRIVILEGED", "1");
            balancer.environment().put("CARILLON_MAXCONN", "1000");
            balancer.environment().put("CARILLON_BIND", "127.0.0.1:" + balancer.httpPort());
            balancer.environment().put("CARILLON_TLS_BIND", "127.0.0.1:" + balancer.httpsPort());
            balancer.environment().put("CARILLON_TLS_CERTIFICATE", balancer.certificate().bothFile().toString());
            return List.of("-dW", "-db", "-f", files().resolve("carillon.cfg").toString()); // -dW: a warning ends the start
        }
    },

    NGINX("nginx", "nginx-light") {
        @Override
        List<String> prepare(Balancer balancer, List<String> nodes) throws IOException {
            Path directory = balancer.directory();
            for (String file : List.of("carillon.conf", "carillon-gate.conf", "carillon-nodes.conf", "carillon-listen.conf", "carillon-listen-tls.conf")) {
                Files.copy(files().resolve(file), directory.resolve(file));
            }
            rewrite(directory.resolve("carillon-nodes.conf"), text -> withNodes(text, nodes));
            rewrite(directory.resolve("carillon-listen-tls.conf"), text -> text.replaceAll("(?m)^listen \\[.*$", "")
                    .replace("listen 443", "listen 127.0.0.1:" + balancer.httpsPort())
                    .replace("/etc/nginx/carillon.crt", balancer.certificate().chainFile().toString())
                    .replace("/etc/nginx/carillon.key", balancer.certificate().keyFile().toString()));
            rewrite(directory.resolve("carillon-listen.conf"), text -> text.replaceAll("(?m)^listen \\[.*$", "")
                    .replace("listen 80", "listen 127.0.0.1:" + balancer.httpPort()) + "include carillon-listen-tls.conf;\n");
            return List.of("-c", directory.resolve("carillon.conf").toString(), "-e", directory.resolve("error.log").toString(),
                    "-g", "daemon off; pid " + directory.resolve("nginx.pid") + ";");
        }
    };

    private static final int FIRST_NODE = 8080;
    private static final int FIRST_GATE = 8181;

    private final String command;
    private final String debianPackage;

    LoadBalancer(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /**
     * Writes what the program is to find in the balancer's directory and environment.
     *
     * @param nodes host and port of each
     * @return the arguments of the program
     */
    abstract List<String> prepare(Balancer balancer, List<String> nodes) throws IOException;

    String command() {
        return command;
    }

    String howToInstall() {
        return command + " is not installed; on Debian: apt-get install " + debianPackage;
    }

    /** The program on this machine. */
    Optional<Path> path() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin")).map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable).findFirst();
    }

    Path files() {
        return Path.of(System.getProperty("carillon.base.dir", ""), "server-config", command).toAbsolutePath();
    }

    private static String withNodes(String text, List<String> nodes) {
        String changed = text;
        for (int n = 0; n < nodes.size(); n++) {
            changed = changed.replace("127.0.0.1:" + (FIRST_NODE + n), nodes.get(n)).replace(Integer.toString(FIRST_GATE + n), Integer.toString(Balancer.freePort()));
        }
        return changed;
    }

    private static void rewrite(Path file, UnaryOperator<String> change) throws IOException {
        Files.writeString(file, change.apply(Files.readString(file)));
    }
}
