#pragma once

#include <string>

namespace stompjar
{

/** Where the folder with java/, captures/, runtime/ … of the library that this code is linked into is:

      STOMPJAR_RESOURCES                      if set (for developers and tests)
      Stompjar.vst3/Contents/Resources        two up from the VST3's library
      Stompjar.lv2                            beside the LV2's library
      Stompjar.resources                      beside the stand-alone program

    Any thread. Returns the first that has a java/ folder, or an empty string.
*/
std::string findResources();

}
