/**
 * Clones pedals that are programs: turns their knobs, plays a guitar through them at settings that it chooses itself, and hands the recordings to the
 * trainer.
 */
package stompjar.clone;
