package carillon.backplane.jms;

import carillon.backplane.Batch.Item;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;

/** Which items of a batch are beyond the share of their publishers, as a property of its message: the body stays as nodes know it that don't ask for this. Stateless. */
final class SpareItems {

    private SpareItems() {
    }

    /** What the property says; null if it is not needed. */
    static String write(List<Item> items) {
        BitSet spare = new BitSet();
        for (int i = 0; i < items.size(); i++) {
            spare.set(i, items.get(i).spare());
        }
        return spare.isEmpty() ? null : Base64.getEncoder().encodeToString(spare.toByteArray());
    }

    /**
     * The items, marked.
     *
     * @param property null if none is to be marked
     * @throws IllegalArgumentException if it is no base64
     */
    static List<Item> read(String property, List<Item> items) {
        if (property == null) {
            return items;
        }
        BitSet spare = BitSet.valueOf(Base64.getDecoder().decode(property));
        List<Item> marked = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            marked.add(spare.get(i) ? new Item(item.channel(), item.payload(), item.key(), true) : item);
        }
        return marked;
    }
}
