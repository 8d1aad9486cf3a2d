package carillon.backplane;

import carillon.channel.Origin;

/**
 * "I am new: tell me what you remember."
 *
 * @param origin who asks
 * @param peer who is asked; all others pass it over
 * @param number which attempt of who asks it is; the answer repeats it
 * @param from the first piece that is wanted, from 0
 * @param answerTo where the answer is to go; null as long as it has not been sent
 */
public record Ask(Origin origin, Origin peer, long number, int from, ReturnAddress answerTo) implements Envelope {

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if a number is below 0
     */
    public Ask {
        if (number < 0 || from < 0) {
            throw new IllegalArgumentException("A piece has a number of 0 or more.");
        }
    }
}
