/** Capture → {@link stompjar.network.Network}: the running form of each family of models. Mono, at the model rate; knows nothing of hosts. */
package stompjar.network;
