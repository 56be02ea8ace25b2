package stompjar.train;

/** Hears how training goes, on the thread that called it. */
public interface TrainingProgress {
    TrainingProgress SILENT = news -> { };

    /**
     * @param fraction      0..1 of the budget
     * @param minutes       since the start
     * @param step          steps made
     * @param epochs        how often the training audio was seen
     * @param loss          mean training loss since the news before (pre-emphasised ESR + 0.1 plain ESR)
     * @param validationEsr mean plain ESR on the validation part, NaN in news between validations
     * @param best          lowest validation ESR so far, NaN before the first
     */
    record News(double fraction, double minutes, int step, double epochs, double loss, double validationEsr, double best) {
    }

    void heard(News news);

    /** In words, what else the user should know: where training was resumed, or that no checkpoint can be written. */
    default void said(String line) {
    }
}
