/** The demo report: what the drive knob does to a guitar, in pictures and numbers. */
package stompjar.demo;
