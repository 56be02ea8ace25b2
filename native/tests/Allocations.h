#pragma once

namespace stompjar
{

/** Counts this thread's calls of malloc and its kin, from any library, while it lives. This program's malloc is ours. */
class CountAllocations
{
public:
    CountAllocations();
    ~CountAllocations();

    static long count() noexcept;
};

}
