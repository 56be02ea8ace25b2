/**
 * Records pedals that are schematics: plays a guitar through a netlist in ngspice at knob settings that lie closer where the sound changes fast, and writes
 * down what {@code train} learns from.
 */
package stompjar.circuit;
