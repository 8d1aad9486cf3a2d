package carillon.backplane;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Calls a listener as the message-driven bean does: each call is noted. */
public final class Calls {

    private Calls() {
    }

    public static BackplaneListener through(Downlink downlink, BackplaneListener listener) {
        return (BackplaneListener) Proxy.newProxyInstance(BackplaneListener.class.getClassLoader(), new Class<?>[] {BackplaneListener.class}, (proxy, method, arguments) -> {
            downlink.enter();
            try {
                if (method.getName().equals("onBeat")) {
                    downlink.linger();
                }
                return method.invoke(listener, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            } finally {
                downlink.leave();
            }
        });
    }
}
