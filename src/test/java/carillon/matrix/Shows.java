package carillon.matrix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Names what a class of tests shows that a cluster can do: a row of {@code docs/compatibility.md}. On a test of such a class it names a row of its own.
 *
 * <p>A test that can't hold somewhere says so by an assumption, whose message is the reason that the table gives.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("matrix")
public @interface Shows {

    /** A sentence without its full stop. */
    String value();
}
