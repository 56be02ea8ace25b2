package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typed access to the fields of one JSON object; every complaint names the field. */
record Fields(JsonNode node) {
    private static final Pattern HERTZ = Pattern.compile("\\s*(\\d{1,6}(?:\\.\\d{1,9})?)\\s*(k?)(?:hz)?\\s*", Pattern.CASE_INSENSITIVE);

    Fields {
        if (node == null || !node.isObject()) {
            throw new IllegalArgumentException("an object was expected where there is "
                    + (node == null ? "nothing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    private JsonNode required(String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }

    String text(String key) {
        JsonNode value = required(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + key + "' is not text");
        }
        return value.textValue();
    }

    String text(String key, String fallback) {
        return has(key) ? text(key) : fallback;
    }

    int integer(String key) {
        JsonNode value = required(key);
        if (!value.isNumber() || value.doubleValue() != Math.rint(value.doubleValue())
                || Math.abs(value.doubleValue()) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + key + "' is not a whole number");
        }
        return (int) value.doubleValue();
    }

    int integer(String key, int fallback) {
        return has(key) ? integer(key) : fallback;
    }

    double number(String key) {
        JsonNode value = required(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw new IllegalArgumentException("'" + key + "' is not a number");
        }
        return value.doubleValue();
    }

    /** A sample rate as people write it: 48000, "44100 Hz", "48k", 44.1; null if there is none that a capture may have. */
    Double hertzOrNull(String key) {
        Matcher m = HERTZ.matcher(words(key, ""));
        if (!m.matches()) {
            return null;
        }
        double stated = Double.parseDouble(m.group(1));
        double hertz = m.group(2).isEmpty() && stated >= 1_000 ? stated : 1_000 * stated;
        return hertz >= Capture.MIN_RATE && hertz <= Capture.MAX_RATE ? (Double) hertz : null;
    }

    /** A capture's name, in one line: what is there, or else that of its file. */
    String name(String key, String file) {
        String name = Captures.oneLine(words(key, "")).strip();
        return name.isEmpty() ? Captures.nameOf(file) : name;
    }

    /** Null if there is no number. */
    Double numberOrNull(String key) {
        JsonNode value = node.path(key);
        return value.isNumber() && Double.isFinite(value.doubleValue()) ? (Double) value.doubleValue() : null;
    }

    /** What is there in words, numbers too; {@code fallback} if it is missing or no single value. */
    String words(String key, String fallback) {
        JsonNode value = node.get(key);
        return value == null || !value.isValueNode() || value.isNull() ? fallback : value.asText();
    }

    /** Those of {@code keys} that are there, in words. */
    Map<String, String> texts(List<String> keys) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String key : keys) {
            if (words(key, null) != null) {
                found.put(key, words(key, null));
            }
        }
        return found;
    }

    /** Null if the field is missing or null. */
    Double optionalNumber(String key) {
        return has(key) ? (Double) number(key) : null;
    }

    boolean flag(String key, boolean fallback) {
        if (!has(key)) {
            return fallback;
        }
        JsonNode value = node.get(key);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("'" + key + "' is neither true nor false");
        }
        return value.booleanValue();
    }

    Fields object(String key) {
        try {
            return new Fields(required(key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + key + "': " + e.getMessage(), e);
        }
    }

    /** The elements of an array. */
    JsonNode list(String key) {
        JsonNode value = required(key);
        if (!value.isArray()) {
            throw new IllegalArgumentException("'" + key + "' is not a list");
        }
        return value;
    }

    int[] integers(String key) {
        JsonNode list = list(key);
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode number = list.get(i);
            if (!number.isNumber() || number.doubleValue() != number.intValue()) {
                throw new IllegalArgumentException("'" + key + "' holds something that is not a whole number");
            }
            numbers[i] = number.intValue();
        }
        return numbers;
    }

    float[] floats(String key) {
        JsonNode list = list(key);
        float[] numbers = new float[list.size()];
        int i = 0;
        for (JsonNode element : list) {
            if (!element.isNumber()) {
                throw new IllegalArgumentException("'" + key + "' holds something that is not a number");
            }
            numbers[i++] = element.floatValue();
        }
        return numbers;
    }
}
