package carillon.endpoint;

import java.io.ByteArrayOutputStream;

/** A body that ends after so many octets (RFC 9112, section 6.2). */
final class SizedBody implements BodyFraming {

    private long left;

    SizedBody(long length) {
        left = length;
    }

    @Override
    public void take(byte[] octets, int count, ByteArrayOutputStream body) {
        int taken = (int) Math.min(left, count);
        body.write(octets, 0, taken);
        left -= taken;
    }

    @Override
    public boolean isComplete() {
        return left == 0;
    }
}
