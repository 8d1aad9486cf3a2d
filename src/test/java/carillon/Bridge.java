package carillon;

import carillon.backplane.BackplaneListener;
import carillon.backplane.LocalTopic;
import java.lang.reflect.Proxy;

/** Brings what comes by one topic to another. */
final class Bridge {

    private Bridge() {
    }

    static BackplaneListener to(LocalTopic other) {
        return (BackplaneListener) Proxy.newProxyInstance(BackplaneListener.class.getClassLoader(), new Class<?>[] {BackplaneListener.class}, (proxy, method, arguments) -> {
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
