package stompjar.data;

/** What a part of a dataset is for: the gradient, the choice of the best weights, or the number that is reported. */
public enum Split { TRAIN, VALIDATION, TEST }
