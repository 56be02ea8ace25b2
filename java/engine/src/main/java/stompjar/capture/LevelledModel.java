package stompjar.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Another model and the pot at the device's output, behind all that distorts: what it plays is scaled by {@code gain} times the last knob's coordinate. That is
 * exact at any position, where a network could only learn it approximately.
 *
 * @param model without that knob
 * @param gain  with the pot at its end, above 0
 */
public record LevelledModel(Model model, float gain) implements Model {
    static final String FAMILY = "levelled";
    private static final float MOST = 1000;

    public LevelledModel {
        if (model instanceof LevelledModel || model.outputs() != 1) {
            throw new IllegalArgumentException("a level is for a mono model without one");
        }
        if (!(gain > 0 && gain <= MOST)) {
            throw new IllegalArgumentException("the gain of its level is " + gain);
        }
    }

    /** That of the model inside. */
    @Override
    public String family() {
        return model.family();
    }

    @Override
    public String kind() {
        return FAMILY + ' ' + model.kind();
    }

    @Override
    public int inputs() {
        return model.inputs() + 1;
    }

    @Override
    public Model atQuality(double quality) {
        Model sized = model.atQuality(quality);
        return sized == model ? this : new LevelledModel(sized, gain);
    }

    @Override
    public long history() {
        return model.history();
    }

    @Override
    public int parameters() {
        return model.parameters();
    }

    @Override
    public int receptiveField() {
        return model.receptiveField();
    }

    @Override
    public float[] weights() {
        return model.weights();
    }

    static LevelledModel read(Fields config, float[] weights) {
        String family = config.text("family");
        if (family.equals(FAMILY)) {
            throw new IllegalArgumentException("a level is for a model without one");
        }
        return new LevelledModel(ModelJson.stomp(family, config.object("config"), weights), (float) config.number("gain"));
    }

    ObjectNode json() {
        ObjectNode node = Captures.JSON.createObjectNode().put("gain", gain).put("family", ModelJson.family(model));
        node.set("config", ModelJson.write(model));
        return node;
    }
}
