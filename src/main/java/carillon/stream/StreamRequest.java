package carillon.stream;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;

/** A handshake whose upgrade goes through {@link StreamUpgrade}. */
public final class StreamRequest extends HttpServletRequestWrapper {

    private final boolean writesFrames;

    /**
     * Wraps a handshake.
     *
     * @param writesFrames whether sessions may write frames to the upgraded stream; otherwise only what is read is watched
     */
    public StreamRequest(HttpServletRequest request, boolean writesFrames) {
        super(request);
        this.writesFrames = writesFrames;
    }

    /** Gives the container its handler, and the server one of ours around it. */
    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
        T handler;
        try {
            handler = type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | RuntimeException needsTheServer) {
            return super.upgrade(type); // it can't be made without the server: the portable way is left
        }
        super.upgrade(StreamUpgrade.class).around(handler, writesFrames);
        return handler;
    }
}
