package stompjar.clone;

import java.util.List;

/**
 * Knob positions to record a device at.
 *
 * @param learned to learn from
 * @param unseen  to test at only: of all others, those that are least like what is learned
 */
record Settings(List<float[]> learned, List<float[]> unseen) {
    Settings {
        learned = List.copyOf(learned);
        unseen = List.copyOf(unseen);
    }
}
