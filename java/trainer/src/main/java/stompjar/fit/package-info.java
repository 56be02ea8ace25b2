/**
 * Fits the classical families: linear filters, static curves, block-oriented models, Volterra series and kernel machines, by linear least squares and
 * Gauss–Newton steps whose dense algebra runs on ND4J. What they make is a {@link stompjar.capture.BlockModel} or an impulse response, played by the
 * engine like any other capture.
 */
package stompjar.fit;
