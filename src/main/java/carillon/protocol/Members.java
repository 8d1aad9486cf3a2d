package carillon.protocol;

import carillon.channel.Utf8;
import carillon.protocol.BadCommandException.Fault;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The members of one JSON object, each as the characters that it was written in.
 *
 * <p>Strict beyond RFC 8259 where hostile input would otherwise get further than it should: no duplicate keys, at most
 * {@value #MAX_DEPTH} levels, no lone surrogates. Values are sliced, not rebuilt, so that a payload passes through untouched. Where the value of
 * {@code data} breaks a rule the rest is read all the same: whose command it is may stand behind it.
 */
final class Members {

    /** The deepest nesting of arrays and objects, the command itself included. */
    static final int MAX_DEPTH = 16;

    /** Looked up once: each look-up of the provider is a scan of the class path. */
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");
    private static final long MAX_ID = (1L << 53) - 1;
    /** The only member that holds what an application publishes. */
    private static final String DATA = "data";

    private final String line;
    private final Map<String, Member> members = new HashMap<>();
    /** The keys seen in each object that is open; null for an open array. */
    private final Deque<Set<String>> open = new ArrayDeque<>();
    private String key;
    private int keyEnd;
    private Event first;
    /** The first rule that the value of {@code data} breaks, in words. */
    private String dataProblem;
    private Fault fault = Fault.PROTOCOL;

    /** One value: how it begins, and its characters. */
    record Member(Event kind, String raw) {
    }

    private Members(String line) {
        this.line = line;
    }

    /**
     * Reads a line.
     *
     * @throws BadCommandException if it isn't one JSON object that keeps the rules; with its {@code id} if as much could be read
     */
    static Members of(String line) throws BadCommandException {
        Members members = new Members(line);
        try (JsonParser parser = PARSERS.createParser(new StringReader(line))) {
            while (parser.hasNext()) {
                members.accept(parser.next(), parser);
            }
        } catch (JsonParsingException notJson) {
            throw members.bad("This is not JSON (at character " + notJson.getLocation().getStreamOffset() + ").");
        } catch (RuntimeException refused) {
            throw members.bad("This JSON can't be read."); // a limit of the server's own parser
        }
        if (members.dataProblem != null) {
            throw new BadCommandException(members.id(), Fault.PUBLICATION, members.dataProblem);
        }
        return members;
    }

    private void accept(Event event, JsonParser parser) throws BadCommandException {
        if (open.isEmpty() && event != Event.START_OBJECT) {
            throw bad("A command is a JSON object.");
        }
        switch (event) {
            case KEY_NAME -> acceptKey(parser.getString(), parser);
            case START_OBJECT, START_ARRAY -> acceptStart(event);
            case END_OBJECT, END_ARRAY -> acceptEnd(parser);
            case VALUE_STRING -> acceptString(event, parser);
            default -> acceptValue(event, parser);
        }
    }

    private void acceptKey(String name, JsonParser parser) throws BadCommandException {
        boolean isMember = open.size() == 1;
        if (isMember) {
            key = null; // what is wrong with a name is not the fault of the member before
        }
        wellFormed(name);
        if (!open.getLast().add(name)) {
            refuse("A key stands twice in one object.");
        }
        if (isMember) {
            key = name;
            keyEnd = offset(parser);
        }
    }

    private void acceptStart(Event event) throws BadCommandException {
        if (open.size() >= MAX_DEPTH) {
            refuse("More than " + MAX_DEPTH + " levels.");
        }
        if (open.size() == 1) {
            first = event;
        }
        open.addLast(event == Event.START_OBJECT ? new HashSet<>() : Set.of());
    }

    private void acceptEnd(JsonParser parser) {
        open.removeLast();
        if (open.size() == 1) {
            keep(first, parser);
        }
    }

    private void acceptString(Event event, JsonParser parser) throws BadCommandException {
        wellFormed(parser.getString());
        acceptValue(event, parser);
    }

    private void acceptValue(Event event, JsonParser parser) {
        if (open.size() == 1) {
            keep(event, parser);
        }
    }

    /** Slices the value from behind the colon to where the parser stands now. */
    private void keep(Event kind, JsonParser parser) {
        int start = line.indexOf(':', keyEnd) + 1;
        members.put(key, new Member(kind, line.substring(start, offset(parser)).strip()));
    }

    private static int offset(JsonParser parser) {
        return (int) parser.getLocation().getStreamOffset();
    }

    private void wellFormed(String text) throws BadCommandException {
        if (!Utf8.wellFormed(text)) {
            refuse("A lone surrogate is no character.");
        }
    }

    private void refuse(String problem) throws BadCommandException {
        if (!isInData()) {
            throw bad(problem);
        }
        if (dataProblem == null) {
            dataProblem = problem;
        }
    }

    /** Whether the value of {@code data} has begun and not ended. */
    private boolean isInData() {
        return DATA.equals(key) && !members.containsKey(DATA);
    }

    /** The type is known: what is wrong from now on is a value. */
    void understood(String type) {
        fault = type.equals("publish") ? Fault.PUBLICATION : Fault.VALUE;
    }

    /** The member of that name, or null where there is none. */
    Member get(String name) {
        return members.get(name);
    }

    /** The {@code id}, or empty where there is none or it is no whole number from 1 to 2^53-1. */
    OptionalLong id() {
        Member id = members.get("id");
        if (id == null || id.kind() != Event.VALUE_NUMBER || !ID.matcher(id.raw()).matches()) {
            return OptionalLong.empty();
        }
        long value = Long.parseLong(id.raw());
        return value <= MAX_ID ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** What is wrong with this line, in words. */
    BadCommandException bad(String message) {
        return new BadCommandException(id(), isInData() ? Fault.PUBLICATION : fault, message);
    }
}
