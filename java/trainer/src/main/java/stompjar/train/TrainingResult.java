package stompjar.train;

import stompjar.capture.Capture;

/**
 * What training made.
 *
 * @param capture    with the weights that were best on the validation part
 * @param parameters learned numbers
 * @param minutes    wall time, evaluation included
 * @param epochs     how often the training audio was seen, on average
 * @param steps      optimiser steps
 * @param train      errors on up to 20 s of training audio of each setting
 * @param validation errors on the validation part
 * @param test       errors on the test part, that nothing was chosen by
 */
public record TrainingResult(Capture capture, int parameters, double minutes, double epochs, int steps, Errors train,
                             Errors validation, Errors test) {
    /** What was learned, as {@code --arch} has it. */
    public String architecture() {
        return capture.metadata().provenance().get("arch");
    }
}
