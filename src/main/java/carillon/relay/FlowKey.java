package carillon.relay;

import java.util.Objects;

/**
 * Who publishes, as far as shares go: publications of one flow keep their order, and flows share what there is.
 *
 * <p>Flows of one group share what the group gets. Today a group is the address of the client; where users are known it can be the user.
 *
 * @param group what one client can't have many of: its address; empty where it is not known
 * @param name the flow within its group: a connection, or a door without connections
 */
public record FlowKey(String group, String name) {

    /** Of what the node itself publishes. */
    public static final FlowKey NODE = new FlowKey("", "node");

    /**
     * Makes one.
     *
     * @throws NullPointerException if either is null
     */
    public FlowKey {
        Objects.requireNonNull(group);
        Objects.requireNonNull(name);
    }

    /**
     * That of a connection.
     *
     * @param address where it comes from; null if that is not known
     * @param id its name, unlike that of any other connection of this node
     */
    public static FlowKey connection(String address, String id) {
        return new FlowKey(address == null ? "" : address, id);
    }

    /**
     * That of all requests by HTTP of an address.
     *
     * @param address where they come from; null if that is not known
     */
    public static FlowKey post(String address) {
        return new FlowKey(address == null ? "" : address, "post");
    }
}
