package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.cluster.Node;

/** A node is ended as `kill -9` does it; its clients come back elsewhere. */
final class NodeKilled implements Fault {

    @Override
    public String code() {
        return "F1";
    }

    @Override
    public String what() {
        return "node killed";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node node = scene.anyNode();
        scene.pass(scene.between(0, 1_000));
        node.kill();
        node.start();
        scene.pass(scene.between(1_000, 3_000));
    }
}
