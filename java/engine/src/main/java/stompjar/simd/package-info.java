/** The arithmetic of the networks: {@link stompjar.simd.Kernels} and its two forms, picked at start. */
package stompjar.simd;
