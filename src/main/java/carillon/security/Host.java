package carillon.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A host as a Host header has it (RFC 9110, section 7.2), in one spelling: lower case, no dot at the end, an address of IPv6 in its shortest usual form.
 *
 * @param name a name or an address, without brackets
 * @param port {@value #NO_PORT} where none is given
 * @param isAddress whether it is an address and so no name that DNS could lead elsewhere
 */
record Host(String name, int port, boolean isAddress) {

    static final int NO_PORT = -1;

    private static final int LONGEST = 300;
    private static final Pattern HOST = Pattern.compile("(?:([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)\\.?|\\[([0-9a-f:.]+)])(?::([0-9]{1,5}))?");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    /** What a browser takes for an address of IPv4 if its last label is a number: those that are none in the usual spelling are refused. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");

    /** The host that a text stands for; empty if it stands for none. No name is looked up. */
    static Optional<Host> parse(String text) {
        Matcher matcher = HOST.matcher(text.toLowerCase(Locale.ROOT));
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group(3) == null ? NO_PORT : Integer.parseInt(matcher.group(3));
        if (matcher.group(2) != null) {
            return ipv6(matcher.group(2)).map(address -> new Host(address, port, true));
        }
        String name = matcher.group(1);
        boolean isAddress = IPV4.matcher(name).matches();
        return isAddress || !ENDS_IN_NUMBER.matcher(name).matches() ? Optional.of(new Host(name, port, isAddress)) : Optional.empty();
    }

    /** A colon says that it is an address, so that it is read and not looked up. */
    private static Optional<String> ipv6(String text) {
        if (!text.contains(":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName("[" + text + "]").getHostAddress());
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** Whether it means the machine itself, wherever it is asked (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3). */
    boolean isLoopback() {
        return isAddress ? name.startsWith("127.") || name.equals("0:0:0:0:0:0:0:1") : name.equals("localhost") || name.endsWith(".localhost");
    }

    /** The port, or that which a scheme has where none is given. */
    int port(String scheme) {
        return port != NO_PORT ? port : scheme.equals("https") ? 443 : 80;
    }

    /** Whether the name is below another, at any depth. */
    boolean isBelow(String parent) {
        return !isAddress && name.endsWith("." + parent);
    }

    /** Whether an address that a server is told to listen on can be reached from this machine only. */
    static boolean isLoopback(String listenAddress) {
        return Stream.of(listenAddress, "[" + listenAddress + "]").map(Host::parse).flatMap(Optional::stream).anyMatch(Host::isLoopback);
    }
}
