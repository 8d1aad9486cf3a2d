package carillon.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a Content-Type is that of JSON in UTF-8 (RFC 8259, section 11; RFC 9110, section 8.3.1). A form can't be of this type, so a page of another origin has to ask before it posts. Stateless.
 */
final class JsonMediaType {

    private static final String TYPE = "application/json";
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    /** A parameter, which may be missing behind its semicolon, or lack a value. */
    private static final Pattern PARAMETER = Pattern.compile("\\G;[ \\t]*(?:(" + TOKEN + ")[ \\t]*(?:=[ \\t]*(" + TOKEN + "|\"[^\"\\\\]*\")?)?[ \\t]*)?");
    private static final List<String> UTF_8 = List.of("utf-8", "utf8", "us-ascii");

    private JsonMediaType() {
    }

    /**
     * Whether it is.
     *
     * @param contentTypes the values of all Content-Type headers of the request
     */
    static boolean matches(List<String> contentTypes) {
        if (contentTypes.size() != 1) {
            return false;
        }
        String text = contentTypes.get(0).strip();
        int semicolon = text.indexOf(';');
        String type = semicolon < 0 ? text : text.substring(0, semicolon).stripTrailing();
        return type.equalsIgnoreCase(TYPE) && (semicolon < 0 || parametersFit(text.substring(semicolon)));
    }

    private static boolean parametersFit(String text) {
        Matcher matcher = PARAMETER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            end = matcher.end();
            if ("charset".equalsIgnoreCase(matcher.group(1)) && matcher.group(2) != null && !isUtf8(matcher.group(2))) {
                return false;
            }
        }
        return end == text.length();
    }

    private static boolean isUtf8(String charset) {
        return UTF_8.contains(charset.replace("\"", "").toLowerCase(Locale.ROOT));
    }
}
