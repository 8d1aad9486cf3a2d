package carillon.log;

import java.util.regex.Pattern;

/** Makes any text fit into one line, and into a JSON string. Stateless. */
final class Escapes {

    /** What colours a terminal, or moves its cursor. */
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern BREAKS = Pattern.compile("\\s*[\\r\\n\u0085\u2028\u2029]+\\s*");

    private Escapes() {
    }

    /** In one line: a bar stands for the end of a line; no colours; what else is no character to be seen is written as its number. */
    static String inLine(String text, int longest) {
        return escaped(BREAKS.matcher(shown(text, longest)).replaceAll(" | "), false);
    }

    /** As a JSON string, with its quotes; line ends stay, as {@code \n}. */
    static String quoted(String text, int longest) {
        return '"' + escaped(shown(text, longest), true) + '"';
    }

    private static String shown(String text, int longest) {
        String bare = text.indexOf('\u001b') < 0 ? text : TERMINAL.matcher(text).replaceAll("");
        return bare.length() <= longest ? bare : bare.substring(0, longest) + "…";
    }

    private static String escaped(String text, boolean json) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (json && (c == '"' || c == '\\')) {
                line.append('\\').append(c);
            } else if (json && c == '\n') {
                line.append("\\n");
            } else if (isHidden(text, i)) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** Controls, what turns the direction of reading, and half a pair of surrogates. */
    private static boolean isHidden(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
    }
}
