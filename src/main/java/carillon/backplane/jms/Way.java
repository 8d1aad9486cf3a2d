package carillon.backplane.jms;

/** By which way a message came. */
enum Way {

    /** The topic that all nodes hear. */
    TOPIC,
    /** The temporary queue by which one node answers another. */
    LINE,
    /** The queue in which the broker keeps durable publications. */
    JOURNAL
}
