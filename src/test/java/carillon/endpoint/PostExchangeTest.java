package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.protocol.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostExchangeTest {

    @ParameterizedTest
    @CsvSource({"BAD_REQUEST,400", "CONFLICT,409", "TOO_LARGE,413", "RATE,429", "UNSUPPORTED,501", "UNAVAILABLE,503", "BUSY,503", "UNKNOWN,504"})
    void aReplyIsSaidInHttpToo(ErrorCode code, int status) {
        assertThat(PostExchange.status(code)).isEqualTo(status);
    }
}
