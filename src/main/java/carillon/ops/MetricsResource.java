package carillon.ops;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Answers what this node counts, as Prometheus reads it: in OpenMetrics to who asks for that, else in Prometheus' own text. Never cached. */
@Path("/")
public class MetricsResource {

    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    @Inject
    private Instance<Meter> meters;

    /**
     * All metrics of this node.
     *
     * @param accept what the client can read; whatever that is, it gets one of the two
     */
    @GET
    public Response metrics(@HeaderParam(HttpHeaders.ACCEPT) String accept) throws IOException {
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
        writer.write(body, read(), EscapingScheme.DEFAULT);
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(body.toByteArray()).header(HttpHeaders.CONTENT_TYPE, writer.getContentType()).cacheControl(never).build();
    }

    private MetricSnapshots read() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        meters.forEach(meter -> meter.read().forEach(all::metricSnapshot));
        return all.build();
    }
}
