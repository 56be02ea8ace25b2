#pragma once

#include <iostream>
#include <stdexcept>
#include <string>

/** Ends the test if a condition does not hold. */
#define CHECK(condition) \
    do { if (! (condition)) throw std::runtime_error (std::string (__FILE__) + ":" + std::to_string (__LINE__) + ": " #condition); } while (false)

/** The same for two equal things, and shows both. */
#define CHECK_EQUAL(a, b) \
    do { const auto& first = (a); const auto& second = (b); \
         if (! (first == second)) { std::cerr << "  " << first << " is not " << second << std::endl; CHECK (#a " equals " #b && false); } } while (false)

namespace stompjar
{

// Each test is a function of its own process: a process has one JVM, and its start is part of what is tested.
void testSearch();
void testParameters();
void testDryPath();
void testNoJava();
void testFault();
void testBlocks();
void testReset();
void testBrokenInput();
void testAllocations();
void testState();
void testBadState();
void testGoldenState();
void testSlots();
void testWideCabinet();
void testPresets();
void testFace();
void testFaceKeys();
void testThreads();
void testClosing();
void testPageFaults();
void testLocale();
void testMidi();
void testKnobNames();
void testLibrary();
void testSoundSteps();
void testSides();
void testOnItsWay();
void testOwnPresets();
void testUserPresets();

}
