package stompjar.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads capture files of any known format, told apart by content. Loader thread. */
public final class Captures {
    /** The largest file that is read, bytes: ten times the largest capture seen. */
    public static final int MAX_BYTES = 32 << 20;

    /**
     * The most JSON tokens (numbers, names, brackets) in a file. A network of half as many weights is too large for real time; and three bytes
     * of text can take a hundred bytes of memory, so that the limit on bytes is none on memory.
     */
    static final int MAX_TOKENS = 1 << 20;

    /** Complaints are shown in one line, also where they quote a file full of nonsense. */
    private static final int MAX_REASON = 300;

    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64)
                            .maxTokenCount(MAX_TOKENS).build())
                    // Names of fields would stay in the JVM's table of strings.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Java's own leaves six times the garbage behind, 12 MB for an A1 standard, which the collector clears away while the guitar plays.
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Captures() { }

    /** @throws CaptureException if the file cannot be read or is not a usable capture */
    public static Capture read(Path file) throws CaptureException {
        return parse(content(file), file.toString());
    }

    /** The bytes of a capture file, at most {@link #MAX_BYTES}. */
    public static byte[] content(Path file) throws CaptureException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new CaptureException(file.toString(), "it is larger than " + (MAX_BYTES >> 20) + " MiB, which no capture is");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new CaptureException(file.toString(), "there is no such file", e);
        } catch (IOException e) {
            throw new CaptureException(file.toString(), "it cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * @param content bytes of a capture file
     * @param file    its name, for the name of the capture and for messages
     */
    public static Capture parse(byte[] content, String file) throws CaptureException {
        try {
            if (WavFile.is(content)) {
                return WavFile.fromBytes(content, file);
            }
            JsonNode root = JSON.readTree(content);
            if (root == null || !root.isObject()) {
                throw new IllegalArgumentException("it is not a capture (a JSON object was expected)");
            }
            if (root.has("stompjar")) {
                return StompFile.fromJson(root);
            }
            if (root.has("architecture")) {
                return NamFile.fromJson(root, file);
            }
            if (GuitarMlFile.is(root)) {
                return GuitarMlFile.fromJson(root, file);
            }
            if (RtNeuralFile.is(root)) {
                return RtNeuralFile.fromJson(root, file);
            }
            throw new IllegalArgumentException("it is JSON, but no capture of a known format (.stomp, .nam, RTNeural or AIDA-X, GuitarML)");
        } catch (JsonProcessingException e) {
            throw new CaptureException(file, oneLine(reason(e)), e);
        } catch (IllegalArgumentException e) {
            throw new CaptureException(file, oneLine(e.getMessage()), e);
        } catch (IOException e) {
            throw new CaptureException(file, oneLine("it cannot be read (" + e.getMessage() + ")"), e);
        } catch (RuntimeException e) {
            // A contradiction that nobody thought of must cost this file only, not the project that it lies in.
            throw new CaptureException(file, oneLine("its parts do not fit together (" + e + ")"), e);
        }
    }

    /** For a player; the parser's own words, which speak of tokens, stay in the cause. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is no capture: " + e.getOriginalMessage();
        }
        String what = e instanceof JsonEOFException ? "it is cut short: it ends in the middle," : "it is not a capture, or is damaged: its JSON has a mistake";
        JsonLocation place = e.getLocation();
        return place == null ? what : "%s at line %d, column %d".formatted(what, place.getLineNr(), place.getColumnNr());
    }

    /** The name of a file without folders and extension, for captures that say none themselves. */
    static String nameOf(String file) {
        return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[A-Za-z0-9]+$", "");
    }

    static String oneLine(String reason) {
        // Control and direction characters, halves of characters, line separators: whatever a line of text cannot show.
        String line = String.valueOf(reason).replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
        return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + '…' : line;
    }
}
