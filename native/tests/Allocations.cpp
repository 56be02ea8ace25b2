#include "tests/Allocations.h"

#include <dlfcn.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

extern "C"
{
    void* __libc_malloc (size_t);
    void* __libc_calloc (size_t, size_t);
    void* __libc_realloc (void*, size_t);
    void* __libc_memalign (size_t, size_t);
    void  __libc_free (void*);
}

static thread_local bool counting = false;
static thread_local long counted = 0, countedOfJvm = 0;

/** Whether code of the JVM calls: libjvm's, or what it compiled, which lies in no library. */
static bool isJvm (const void* caller) noexcept
{
    Dl_info library {};
    return dladdr (caller, &library) == 0 || std::strstr (library.dli_fname, "/libjvm.so") != nullptr;
}

static void note (const void* caller) noexcept
{
    if (counting)
        ++(isJvm (caller) ? countedOfJvm : counted);
}

// A program's malloc takes the place of libc's in all libraries that it loads; operator new comes here too.
#define EXPORTED __attribute__ ((visibility ("default")))

extern "C"
{
    EXPORTED void* malloc (size_t size)                         { note (__builtin_return_address (0)); return __libc_malloc (size); }
    EXPORTED void* calloc (size_t count, size_t size)           { note (__builtin_return_address (0)); return __libc_calloc (count, size); }
    EXPORTED void* realloc (void* old, size_t size)             { note (__builtin_return_address (0)); return __libc_realloc (old, size); }
    EXPORTED void* memalign (size_t alignment, size_t size)     { note (__builtin_return_address (0)); return __libc_memalign (alignment, size); }
    EXPORTED void* aligned_alloc (size_t alignment, size_t size) { note (__builtin_return_address (0)); return __libc_memalign (alignment, size); }
    EXPORTED void  free (void* block)                           { if (block != nullptr) note (__builtin_return_address (0)); __libc_free (block); }

    EXPORTED int posix_memalign (void** result, size_t alignment, size_t size)
    {
        note (__builtin_return_address (0));
        *result = __libc_memalign (alignment, size);
        return *result != nullptr ? 0 : ENOMEM;
    }
}

namespace stompjar
{

CountAllocations::CountAllocations()
{
    counted = countedOfJvm = 0;
    counting = true;
}

CountAllocations::~CountAllocations()
{
    counting = false;
}

long CountAllocations::count() noexcept
{
    return counted;
}

long CountAllocations::countOfJvm() noexcept
{
    return countedOfJvm;
}

}
