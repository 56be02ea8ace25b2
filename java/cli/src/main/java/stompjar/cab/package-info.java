/**
 * The project's own guitar cabinets: impulse responses that are computed from what is published of loudspeakers, boxes and microphones, so that nobody had
 * to record one and everybody may pass them on.
 */
package stompjar.cab;
