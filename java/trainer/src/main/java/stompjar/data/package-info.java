/**
 * Audio files and datasets: dry/wet pairs with knob positions and splits, and what happens to a user's recordings before anything is learned
 * from them: {@link stompjar.data.Manifest} or {@link stompjar.data.Prepared} reads, {@code Session} has every pair measured
 * ({@code Inspection}, {@code Alignment}) and corrected ({@code Warp}), and {@link stompjar.data.Findings} says it in words. Knows no learning.
 */
package stompjar.data;
