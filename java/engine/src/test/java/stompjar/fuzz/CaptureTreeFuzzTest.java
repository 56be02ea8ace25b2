package stompjar.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;

/** Captures in correct JSON whose numbers, sizes, keys and types were tampered with: what gets past the syntax. */
@Tag("fuzz")
class CaptureTreeFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHANGES = 6;
    /** A shape with more weights than this is left with too few: the reader's refusal is quick, and the search too. */
    private static final int MOST_WEIGHTS = 20_000;
    private static final Pattern NEEDED = Pattern.compile("its shape needs (\\d{1,9})");
    private static final Path KEPT = Path.of("src/test/resources/stompjar/fuzz/CaptureBytesFuzzTestInputs/isRefusedOrPlays");
    private static final List<ObjectNode> TREES = Seeds.json().stream().map(CaptureTreeFuzzTest::tree).toList();

    /** A tree that breaks something is kept as an input of the other target, because its bytes outlive any change of seeds or of tampering. */
    private static String probe(ObjectNode tree) throws IOException {
        byte[] content = JSON.writeValueAsBytes(tree);
        try {
            return CaptureProbe.reasonToRefuse(content);
        } catch (Throwable e) {
            if (Files.isDirectory(KEPT)) {
                Files.write(KEPT.resolve("tree-" + Integer.toHexString(tree.hashCode()) + ".json"), content);
            }
            throw e;
        }
    }

    private static ObjectNode tree(byte[] seed) {
        try {
            return (ObjectNode) JSON.readTree(seed);
        } catch (IOException e) {
            throw new IllegalStateException("a seed is no JSON", e);
        }
    }

    @FuzzTest
    void isRefusedOrPlays(FuzzedDataProvider data) throws IOException {
        Choices choices = new Choices(data);
        ObjectNode tree = choices.of(TREES).deepCopy();
        TreeTamperer tamperer = new TreeTamperer(choices);
        for (int changes = choices.between(0, MOST_CHANGES); changes > 0; changes--) {
            tamperer.change(tree);
        }
        String refusal = probe(tree);
        // A new shape needs as many weights; how many, the reader says itself.
        Matcher needed = NEEDED.matcher(refusal == null ? "" : refusal);
        if (needed.find() && Integer.parseInt(needed.group(1)) <= MOST_WEIGHTS && tree.get("weights") instanceof ArrayNode) {
            ArrayNode weights = tree.putArray("weights");
            for (int i = Integer.parseInt(needed.group(1)); i > 0; i--) {
                weights.add((i % 7 - 3) * 0.125);
            }
            probe(tree);
        }
    }
}
