/** What C++ calls: {@link stompjar.bridge.NativePedal} is the only class that the native shell knows. */
package stompjar.bridge;
