#include "plugin/Brain.h"

#include <set>

namespace stompjar
{

using Lock = std::lock_guard<std::mutex>;

/** All brains of this plugin library. */
struct Living
{
    std::mutex mutex;
    std::set<Brain*> brains;

    static Living& get()
    {
        static Living living;
        return living;
    }
};

Brain::Brain (FindPlaces places) : findPlaces (places)
{
    const Lock lock (Living::get().mutex);
    Living::get().brains.insert (this);
}

Brain::~Brain()
{
    const Lock lock (Living::get().mutex);
    Living::get().brains.erase (this);
}

}

const char* stompjar_complaint()
{
    using namespace stompjar;
    static std::string text;
    const Lock lock (Living::get().mutex);
    text.clear();

    for (auto* brain : Living::get().brains)
        if (text.empty())
            text = brain->complaint();

    return text.c_str();
}
