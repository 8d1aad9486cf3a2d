package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.record.Caller;
import carillon.faults.stage.Stage;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publications are made again through another node, with the same key: after the acknowledgement, right after a connection broke with the first under way, and both at
 * the same time. Each is one publication.
 */
final class RetriedElsewhere implements Fault {

    private static final int TRIES = 60;
    private static final int ANSWER_SECONDS = 10;
    private static final int MOST_TRIES = 40;
    private static final int AGAIN_MS = 250;

    private int repeated;

    @Override
    public String code() {
        return "F20";
    }

    @Override
    public String what() {
        return "publish retried through another node";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        List<Caller> callers = new ArrayList<>();
        repeated = 0;
        try {
            scene.stage().doors().forEach(door -> callers.add(new Caller(door, scene.ledger(), new Random(scene.random().nextLong()))));
            for (int n = 0; n < TRIES; n++) {
                scene.expect("the publishers", Duration.ofSeconds(20), () -> callers.stream().allMatch(Caller::isConnected));
                again(scene, callers, scene.channels().get(0).replaceAll("\\..*", "") + "-again-" + n);
            }
            if (repeated == 0) {
                scene.complain("no reply of " + TRIES + " second attempts said that it was published before");
            }
        } finally {
            callers.forEach(Caller::close);
        }
    }

    private void again(Scene scene, List<Caller> callers, String id) throws Exception {
        int first = scene.random().nextInt(Stage.NODES);
        Caller one = callers.get(first);
        Caller other = callers.get((first + 1 + scene.random().nextInt(Stage.NODES - 1)) % Stage.NODES);
        String channel = scene.channels().get(scene.random().nextInt(scene.channels().size()));
        CompletableFuture<JsonObject> published = one.publish(id, channel);
        int way = scene.random().nextInt(3);
        Optional<JsonObject> taken = Optional.empty();
        if (way == 0) {
            taken = answer(published);
            scene.pass(scene.random().nextInt(50));
        } else if (way == 1) {
            one.cut();
        }
        Optional<JsonObject> second = answer(other.publish(id, channel));
        for (int more = 0; second.isEmpty() && more < MOST_TRIES; more++) {
            scene.pass(AGAIN_MS);
            second = answer(callers.get(scene.random().nextInt(Stage.NODES)).publish(id, channel));
        }
        repeated += second.isPresent() && second.get().getBoolean("repeated", false) ? 1 : 0;
        if (second.isEmpty()) {
            scene.complain(id + " was not taken a second time");
        } else if (taken.isPresent()) {
            checkSame(scene, taken.get(), second.get());
        }
    }

    /** The acknowledgement, if there is one. */
    private static Optional<JsonObject> answer(CompletableFuture<JsonObject> published) throws InterruptedException {
        try {
            return Optional.of(published.get(ANSWER_SECONDS, TimeUnit.SECONDS)).filter(reply -> reply.getString("type").equals("published"));
        } catch (ExecutionException | TimeoutException none) {
            return Optional.empty();
        }
    }

    /** A node that has not heard of the first yet may take the second for new: only a reply that says so is compared. */
    private static void checkSame(Scene scene, JsonObject first, JsonObject second) {
        boolean same = first.getString("origin", "").equals(second.getString("origin")) && first.getInt("seq", 0) == second.getInt("seq");
        if (second.getBoolean("repeated", false) != same) {
            scene.complain("first " + first + ", second " + second);
        }
    }
}
