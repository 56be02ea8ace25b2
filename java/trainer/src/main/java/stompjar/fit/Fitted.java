package stompjar.fit;

/**
 * A block model on the way.
 *
 * @param parameters in the shape's order
 * @param validation plain ESR plus ESR after pre-emphasis on the validation part, as the engine plays it; infinite where it is not a number
 */
record Fitted(BlockShape shape, double[] parameters, double validation) {
    boolean betterThan(Fitted other) {
        return other == null || validation < other.validation;
    }
}
