/** The signal path of the pedal at the host's rate, around the networks. Knows nothing of C++. */
package stompjar.pedalboard;
