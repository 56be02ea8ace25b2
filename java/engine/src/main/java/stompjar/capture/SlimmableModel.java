package stompjar.capture;

import java.util.List;

/**
 * Several models of one device, from the cheapest to the best: {@code .nam} SlimmableContainer.
 *
 * @param choices from the smallest to the largest
 */
public record SlimmableModel(List<Choice> choices) implements Model {
    private static final int MAX_CHOICES = 64;

    /** @param below the quality below which this model is the one */
    public record Choice(double below, Model model) { }

    public SlimmableModel {
        choices = List.copyOf(choices);
        if (choices.isEmpty() || choices.size() > MAX_CHOICES || choices.get(choices.size() - 1).below < 1) {
            throw new IllegalArgumentException("its submodels do not reach up to size 1");
        }
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).model.inputs() != 1 || choices.get(i).model.outputs() != 1) {
                throw new IllegalArgumentException("only mono captures are supported");
            }
            if (!(i == 0 || choices.get(i).below > choices.get(i - 1).below)) {
                throw new IllegalArgumentException("the sizes of its submodels do not ascend");
            }
        }
    }

    private Model largest() {
        return choices.get(choices.size() - 1).model;
    }

    @Override
    public Model atQuality(double quality) {
        return choices.stream().filter(c -> quality < c.below).map(Choice::model).findFirst().orElse(largest()).atQuality(quality);
    }

    @Override
    public String family() {
        return largest().family();
    }

    @Override
    public String kind() {
        return largest().kind();
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public int parameters() {
        return largest().parameters();
    }

    @Override
    public int receptiveField() {
        return largest().receptiveField();
    }

    @Override
    public float[] weights() {
        return largest().weights();
    }

    @Override
    public long history() {
        return choices.stream().mapToLong(c -> c.model.history()).max().orElseThrow();
    }
}
