package carillon;

import carillon.backplane.BackplaneListener;
import carillon.backplane.LocalTopic;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** Brings what comes by one topic to another. */
final class Bridge {

    private Bridge() {
    }

    static BackplaneListener to(LocalTopic other) {
        return to(other, message -> true);
    }

    /** Brings only some. */
    static BackplaneListener to(LocalTopic other, Predicate<Object> which) {
        return (BackplaneListener) Proxy.newProxyInstance(BackplaneListener.class.getClassLoader(), new Class<?>[] {BackplaneListener.class}, (proxy, method, arguments) -> {
            if (!which.test(arguments[0])) {
                return null;
            }
            other.bring(listener -> {
                try {
                    method.invoke(listener, arguments);
                } catch (ReflectiveOperationException failed) {
                    throw new AssertionError(failed);
                }
            });
            return null;
        });
    }
}
