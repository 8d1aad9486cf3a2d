package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Pulse;
import carillon.backplane.Rejections;
import carillon.backplane.Self;
import carillon.backplane.jms.JmsBackplane;
import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.hub.Connection;
import carillon.hub.Fanout;
import carillon.hub.Hub;
import carillon.hub.OneAfterAnother;
import carillon.hub.outbox.RecordingTransport;
import carillon.hub.outbox.Transport;
import carillon.protocol.Dialect;
import carillon.relay.Delivery;
import carillon.relay.Publisher;
import carillon.relay.Receipt;
import carillon.relay.Sender;
import carillon.relay.Subscriptions;
import carillon.sequence.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.File;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the inside of a server can tell: the application as it is deployed, used by another part of it through CDI. */
@ExtendWith(ContainerExtension.class)
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @Inject
    private BeanManager beans;
    @Inject
    private Settings settings;
    @Inject
    private Ticker ticker;
    @Inject
    private Publisher publisher;
    @Inject
    private Subscriptions subscriptions;
    @Inject
    private Hub hub;
    @Inject
    private Pulse pulse;
    @Inject
    private Self self;
    @Inject
    private Sequencer sequencer;
    @Inject
    private Rejections rejections;

    /** The built WAR, with this test in it. */
    @Deployment
    static WebArchive application() {
        return ShrinkWrap.create(ZipImporter.class, "carillon.war")
                .importFrom(new File(System.getProperty("carillon.build.dir"), "carillon.war")).as(WebArchive.class)
                .addClasses(InContainerIT.class, ContainerExtension.class, RecordingTransport.class, OneAfterAnother.class)
                .addAsLibraries(Stream.of(Assertions.class, Awaitility.class, Matcher.class).map(InContainerIT::jarOf).toArray(File[]::new));
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RecordingTransport follower(String channel) {
        await().atMost(PATIENCE).until(pulse::alive);
        RecordingTransport transport = new RecordingTransport();
        Connection connection = new Connection("embedded", Dialect.RAW, transport, settings, ticker);
        hub.add(connection);
        subscriptions.follow(connection, new Channel(channel));
        return transport;
    }

    private Bean<?> bean(Class<?> type) {
        return beans.resolve(beans.getBeans(type));
    }

    @Test
    void theBeansAreThereAndOfTheScopesIntended() {
        for (Class<?> type : List.of(Publisher.class, Subscriptions.class, Sender.class, Hub.class, Fanout.class, Pulse.class, Self.class, Sequencer.class)) {
            assertThat(bean(type).getScope()).as(type.getName()).isEqualTo(ApplicationScoped.class);
        }
        assertThat(bean(Backplane.class).getBeanClass()).isEqualTo(JmsBackplane.class);
        assertThat(bean(BackplaneListener.class).getBeanClass()).isEqualTo(Delivery.class);
        assertThat(bean(Settings.class).getScope()).isEqualTo(Singleton.class);
        assertThat(bean(Ticker.class).getScope()).isEqualTo(Dependent.class);
        assertThat(beans.getBeans(Transport.class)).as("a socket is no bean").isEmpty();
        assertThat(self.origin()).as("one for all that ask").isEqualTo(beans.createInstance().select(Self.class).get().origin());
    }

    @Test
    void theSettingsComeFromMicroProfileConfig() {
        assertThat(settings.node()).as("-Dcarillon.node").contains("inside");
        assertThat(self.name()).isEqualTo("inside");
        assertThat(settings.get(Limit.ERRORS_MAX)).as("-Dcarillon.errors.max").isEqualTo(7);
        assertThat(settings.get(Limit.SUBSCRIPTIONS_MAX)).as("not set").isEqualTo(Limit.SUBSCRIPTIONS_MAX.preset());
    }

    /** It has no transactions and four connections, which are Carillon's own. */
    @Test
    void noOtherApplicationFindsTheConnectionFactoryByTheNameOfATopic() {
        for (String name : List.of("jms/carillon", "java:/jms/carillon", "java:comp/env/jms/carillon-pool", "java:global/jms/carillon")) {
            assertThatExceptionOfType(NamingException.class).as(name).isThrownBy(() -> InitialContext.doLookup(name));
        }
    }

    private static jakarta.jms.Connection connect() throws Exception {
        return InitialContext.<ConnectionFactory>doLookup("java:comp/env/jms/carillon").createConnection();
    }

    @Test
    void theConnectionFactoryIsWhereTheDescriptorsSay() throws Exception {
        try (jakarta.jms.Connection connection = connect()) {
            assertThat(connection.getMetaData().getJMSProviderName()).isEqualTo("ActiveMQ");
        }
    }

    /** A pool may keep a connection that has failed, and then hands it to the sender for ever. */
    @Test
    void aClosedConnectionIsNeverHandedOutAgain() throws Exception {
        assertThat(clientOfANewConnection()).isNotEqualTo(clientOfANewConnection());
    }

    /** The broker's name for a connection: of each one that is really made, another. */
    private static String clientOfANewConnection() throws Exception {
        try (jakarta.jms.Connection connection = connect()) {
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            assertThat(connection.getClientID()).isNotBlank();
            return connection.getClientID();
        }
    }

    @Test
    void anApplicationThatEmbedsItPublishesByInjectionAndIsHeardOnceInOrder() {
        List<String> texts = IntStream.rangeClosed(1, 1_000).mapToObj(n -> "number " + n).toList();
        RecordingTransport follower = follower("embedded.order");
        RecordingTransport other = follower("embedded.other");
        List<CompletableFuture<Receipt>> receipts = texts.stream()
                .map(text -> publisher.publish(new Channel("embedded.order"), Payload.text(text)).toCompletableFuture()).toList();
        assertThat(receipts).extracting(receipt -> receipt.join().stamp().sequence()).isSorted().doesNotHaveDuplicates();
        await().atMost(PATIENCE).until(() -> follower.messages().size() >= texts.size());
        assertThat(follower.messages()).isEqualTo(texts);
        assertThat(other.messages()).isEmpty();
        assertThat(sequencer.tally().duplicates()).isZero();
        assertThat(sequencer.tally().lost()).isZero();
    }

    @Test
    void theListenerSurvivesPoisonAndHearsWhatFollows() throws Exception {
        RecordingTransport follower = follower("embedded.poison");
        long before = rejections.count();
        try (jakarta.jms.Connection connection = connect()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer topic = session.createProducer(session.createTopic(settings.topic()));
            topic.send(session.createTextMessage("without a channel"));
            topic.send(with("channel", "..", session.createTextMessage("of no valid channel")));
            topic.send(with("channel", "embedded.poison", session.createObjectMessage("an object")));
            topic.send(with("channel", "embedded.poison", session.createMessage()));
            Message forged = with("carillon_kind", "batch", session.createBytesMessage());
            forged.setIntProperty("carillon_version", 1);
            topic.send(forged);
            topic.send(with("channel", "embedded.poison", session.createTextMessage("good")));
        }
        await().atMost(PATIENCE).until(() -> !follower.messages().isEmpty());
        assertThat(follower.messages()).containsExactly("good");
        assertThat(rejections.count() - before).isEqualTo(5);
        publisher.publish(new Channel("embedded.poison"), Payload.text("and on it goes")).toCompletableFuture().join();
        await().atMost(PATIENCE).until(() -> follower.messages().size() == 2);
    }

    private static Message with(String property, String value, Message message) throws Exception {
        message.setStringProperty(property, value);
        return message;
    }
}
