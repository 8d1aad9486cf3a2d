package carillon.ops;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at, and how it is.
 *
 * @param name in one word
 * @param up whether it is as it has to be
 * @param data what else there is to say of it, in order: texts, lists of texts, or numbers
 */
record Check(String name, boolean up, Map<String, Object> data) {

    Check {
        data = new LinkedHashMap<>(data);
    }

    /** The status in the words of health checks. */
    String status() {
        return up ? "UP" : "DOWN";
    }
}
