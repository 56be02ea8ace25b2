#pragma once

namespace stompjar
{

/** Counts this thread's calls of malloc and its kin, from any library, while it lives. This program's malloc is ours. */
class CountAllocations
{
public:
    CountAllocations();
    ~CountAllocations();

    /** Calls from anything but libjvm: our own code, JUCE, libc, libstdc++. */
    static long count() noexcept;

    /** Calls from libjvm and from code that it compiled. */
    static long countOfJvm() noexcept;
};

}
