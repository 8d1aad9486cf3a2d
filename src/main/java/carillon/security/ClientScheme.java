package carillon.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which scheme a client used, as the proxies before a node tell it, each in its own way. Stateless.
 *
 * <p>Where several proxies told it, the first counts: that is the one that the client reached. A page of another origin can't set these headers, so a proxy has, or
 * whoever could set Origin as well.
 */
public final class ClientScheme {

    /** One parameter of RFC 7239, section 4, and what ends it; some proxies send addresses without the quotes that they need. */
    private static final Pattern PARAMETER = Pattern.compile("\\G[ \\t]*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;,\"]*))[ \\t]*)?(;|,|$)");
    private static final int LONGEST = 1_000;

    private ClientScheme() {
    }

    /**
     * The scheme: {@code http} or {@code https}, or what a proxy said that is neither, which fits no origin.
     *
     * @param forwardedProto the values of {@code X-Forwarded-Proto}: a scheme, {@code ws} or {@code wss} (Traefik), in any case, or a list
     * @param forwarded the values of {@code Forwarded} (RFC 7239), looked at where there is none of those
     * @param own that of the request as it reached this server, where no proxy says anything
     */
    public static String of(List<String> forwardedProto, List<String> forwarded, String own) {
        Optional<String> told = forwardedProto.stream().flatMap(value -> Stream.of(value.split(","))).map(String::trim).filter(one -> !one.isEmpty()).findFirst();
        return told.or(() -> forwarded.stream().findFirst().flatMap(ClientScheme::proto)).map(ClientScheme::ofHttp).orElse(own);
    }

    private static String ofHttp(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "ws" -> "http";
            case "wss" -> "https";
            default -> lower;
        };
    }

    /** The parameter {@code proto} of the first element; empty where it has none, or can't be read up to it. */
    private static Optional<String> proto(String forwarded) {
        Matcher matcher = PARAMETER.matcher(forwarded.length() > LONGEST ? forwarded.substring(0, LONGEST) : forwarded);
        while (matcher.find()) {
            if ("proto".equalsIgnoreCase(matcher.group(1))) {
                return Optional.of(matcher.group(2) != null ? matcher.group(2).replaceAll("\\\\(.)", "$1") : matcher.group(3));
            }
            if (!matcher.group(4).equals(";")) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
