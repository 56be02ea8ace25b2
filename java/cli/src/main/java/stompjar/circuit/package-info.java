/**
 * Records pedals that are schematics: plays a guitar through a netlist in ngspice at many knob settings, and writes down what {@code train --data}
 * reads.
 */
package stompjar.circuit;
