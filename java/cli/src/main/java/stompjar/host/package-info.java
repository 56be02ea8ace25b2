/**
 * Hosts LV2 plugins from Java, offline: {@link stompjar.host.Lv2Host} is the door. The code of plugins, and lilv which loads them, is only ever
 * touched in a process of its own ({@link stompjar.host.Lv2Process}), because a plugin that crashes takes its process with it.
 */
package stompjar.host;
