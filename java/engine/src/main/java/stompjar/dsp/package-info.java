/** Signal processing that is not a learned model: rate conversion, smoothing. */
package stompjar.dsp;
