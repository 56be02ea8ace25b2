/**
 * Capture files and what they say, as immutable {@link stompjar.capture.Capture} records; no audio here.
 *
 * <p>Formats are told apart by content:
 * <table>
 * <caption>formats</caption>
 * <tr><td>{@code stomp}</td><td>ours, below</td></tr>
 * <tr><td>{@code nam}</td><td>Neural Amp Modeler, versions 0.5 to 0.7: Linear, ConvNet, LSTM, WaveNet (A1, A2 and every option between), and
 *     SlimmableContainer. WaveNets of the plain kind become a {@link stompjar.capture.WaveNetModel}, others a
 *     {@link stompjar.capture.FullWaveNetModel}</td></tr>
 * <tr><td>{@code rtneural}</td><td>RTNeural's JSON in the manner of Keras ({@code .json}), AIDA-X ({@code .aidax}):
 *     {@link stompjar.capture.SequentialModel}</td></tr>
 * <tr><td>{@code guitarml}</td><td>Automated-GuitarAmpModelling, Proteus, TS-M1N3 ({@code .json}): the same</td></tr>
 * <tr><td>{@code wav}</td><td>an impulse response: {@link stompjar.capture.FirModel}</td></tr>
 * </table>
 * Captures that come in several sizes (slimmable WaveNets, containers) play the largest; {@link stompjar.capture.Capture#atQuality} picks another.
 *
 * <h2>The {@code .stomp} format, version 2</h2>
 * One JSON object in UTF-8:
 * <table>
 * <caption>fields</caption>
 * <tr><td>{@code stompjar}</td><td>version of the format: 2 where a knob has a {@code taper}, else 1; a reader refuses a higher one</td></tr>
 * <tr><td>{@code name}</td><td>what to show to a player</td></tr>
 * <tr><td>{@code rate}</td><td>model rate, Hz</td></tr>
 * <tr><td>{@code knobs}</td><td>list of {@code {name, min, max, default, taper}}, positions in 0..1; {@code min..max} is the range that was
 *     learned. The model's inputs are the audio and then the knobs, in this order; of a
 *     position it sees the {@linkplain stompjar.capture.Knob#coordinate(double) coordinate}. {@code taper} may be missing: 0</td></tr>
 * <tr><td>{@code family}</td><td>{@code wavenet}, {@code lstm}, {@code fir}, {@code sequential}, {@code morph}, {@code levelled}, or one of
 *     {@link stompjar.capture.BlockModel#FAMILIES}</td></tr>
 * <tr><td>{@code config}</td><td>the shape, with the keys that {@code .nam} uses (WaveNet: {@code layers}, with whatever version 0.7 has there, such as
 *     films; LSTM: {@code input_size}, {@code hidden_size}, {@code num_layers}, and {@code prewarm}, the frames of silence before the first block).
 *     Block models have {@code input}, {@code direct} and {@code branches}: {@link stompjar.capture.BlockModel}, filters as {@code taps} and
 *     {@code poles}: {@link stompjar.capture.FilterBank}. A {@code morph} has {@code snapshots}, each with {@code position}, {@code family},
 *     {@code config} and the number of its {@code weights}: {@link stompjar.capture.MorphModel}. A {@code levelled} one has
 *     {@code family} and {@code config} of a model whose output the last knob scales, and its {@code gain}: {@link stompjar.capture.LevelledModel}</td></tr>
 * <tr><td>{@code weights}</td><td>flat list in the order of {@code .nam}: {@link stompjar.capture.WaveNetModel},
 *     {@link stompjar.capture.LstmModel}; {@code fir}: the taps, that for the newest frame first, then the bias;
 *     {@code sequential}: layer by layer, {@link stompjar.capture.SequentialModel}; a GRU is such a one, of a layer {@code gru} and a
 *     {@code dense} one. A WaveNet's {@code condition_size} is 1 + number of knobs</td></tr>
 * <tr><td>{@code metadata}</td><td>{@code esr} (plain, on the test part), {@code loudness} (dBFS), {@code input_level_dbu},
 *     {@code output_level_dbu}; null where unknown</td></tr>
 * <tr><td>{@code provenance}</td><td>text by key: the command that made it, data, date, errors</td></tr>
 * </table>
 * Unknown fields are ignored. Full scale is ±1.
 */
package stompjar.capture;
