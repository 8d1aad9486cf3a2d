package carillon.backplane;

import java.util.List;

class LocalBackplaneTest extends BackplaneContract {

    private final LocalTopic topic = new LocalTopic();

    @Override
    protected Backplane backplane() {
        return new LocalBackplane(topic);
    }

    @Override
    protected Line line() {
        return new LocalLine(topic);
    }

    @Override
    protected void listen(BackplaneListener listener) {
        topic.subscribe(listener);
    }

    @Override
    protected void stopBroker() {
        topic.stop();
    }

    @Override
    protected void startBroker() {
        topic.start();
    }

    @Override
    protected List<Rejected> aside() {
        return topic.aside();
    }
}
